"""The usual form of this system in Python."""

import hashlib
import os
from datetime import datetime, timezone

import boto3
from botocore.exceptions import ClientError
from fastapi import FastAPI, Request, Response
from mangum import Mangum
from pydantic import BaseModel

dynamodb = boto3.resource("dynamodb", endpoint_url=os.environ["DYNAMODB_ENDPOINT"])
data = dynamodb.Table(os.environ["DATA_TABLE_NAME"])
ephemeral = dynamodb.Table(os.environ["EPHEMERAL_TABLE_NAME"])
app = FastAPI()


class Visit(BaseModel):
    path: str
    referrer: str | None = None


@app.get("/count")
def count(response: Response):
    answer = data.update_item(
        Key={"pk": "COUNT", "sk": "VIEWS"},
        UpdateExpression="ADD #views :one",
        ExpressionAttributeNames={"#views": "views"},
        ExpressionAttributeValues={":one": 1},
        ReturnValues="UPDATED_NEW",
    )
    response.headers["cache-control"] = "no-store"
    return {"count": int(answer["Attributes"]["views"])}


@app.post("/v1/visitors/track")
def track(visit: Visit, request: Request, response: Response):
    day = datetime.now(timezone.utc).date().isoformat()
    agent = request.headers.get("user-agent")
    visitor = hashlib.sha256(f"{day} {request.client.host} {agent}".encode()).hexdigest()
    response.headers["cache-control"] = "no-store"
    try:
        ephemeral.put_item(
            Item={"pk": day, "sk": visitor},
            ConditionExpression="attribute_not_exists(pk)",
        )
        return {"tracked": True}
    except ClientError as error:
        if error.response["Error"]["Code"] != "ConditionalCheckFailedException":
            raise
        return {"tracked": False}


handler = Mangum(app, lifespan="off")
