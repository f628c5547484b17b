import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import software.amazon.dynamodb.services.local.main.ServerRunner;

/** DynamoDB Local, which has no option for this: listens on the loopback interface only, and takes the same arguments. */
public class LoopbackDynamoDb {
  public static void main(String[] args) throws Exception {
    var dynamoDb = ServerRunner.createServerFromCommandLineArgs(args);
    var field = dynamoDb.getClass().getDeclaredField("server");
    field.setAccessible(true);
    for (var connector : ((Server) field.get(dynamoDb)).getConnectors()) {
      ((ServerConnector) connector).setHost("127.0.0.1");
    }
    dynamoDb.start();
    dynamoDb.join();
  }
}
