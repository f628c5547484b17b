// What CloudFormation's registry lists for a resource type, and the execution role does not allow. Most
// actions belong to a property that the template does not set: the test fails once it does. It also fails
// when an entry is not needed any more.

export interface LeftOut {
  type: string;
  /** A property that no resource of the type sets. */
  unset?: string;
  /** A property that the reason depends on. */
  set?: string;
  reason?: string;
  /** With `*` for any text. */
  actions: string[];
}

export const leftOut: LeftOut[] = [
  { type: 'AWS::ApiGateway::RestApi', unset: 'BodyS3Location', actions: ['s3:GetObject'] },
  {
    type: 'AWS::ApiGateway::RestApi',
    unset: 'Policy',
    actions: ['apigateway:UpdateRestApiPolicy'],
  },
  {
    type: 'AWS::ApiGateway::RestApi',
    reason: "API Gateway calls the function by the function's own policy, without a role.",
    actions: ['iam:PassRole'],
  },

  {
    type: 'AWS::CertificateManager::Certificate',
    unset: 'CertificateAuthorityArn',
    actions: ['acm-pca:*'],
  },

  {
    type: 'AWS::CloudFront::Distribution',
    unset: 'DistributionConfig.ConnectionMode',
    actions: ['cloudfront:*ConnectionGroup'],
  },
  {
    type: 'AWS::CloudFront::Distribution',
    unset: 'DistributionConfig.ContinuousDeploymentPolicyId',
    actions: ['cloudfront:UpdateDistributionWithStagingConfig'],
  },
  {
    type: 'AWS::CloudFront::Distribution',
    reason: 'A name of the API. Its actions are CreateDistribution and TagResource.',
    actions: ['cloudfront:CreateDistributionWithTags'],
  },
  {
    type: 'AWS::CloudFront::Distribution',
    reason: 'No origin is in a VPC.',
    actions: ['cloudfront:GetVpcOrigin'],
  },

  {
    type: 'AWS::CloudTrail::Trail',
    unset: 'CloudWatchLogsRoleArn',
    actions: ['iam:GetRole', 'iam:PassRole'],
  },
  {
    type: 'AWS::CloudTrail::Trail',
    unset: 'IsOrganizationTrail',
    actions: ['iam:CreateServiceLinkedRole', 'organizations:*'],
  },
  {
    type: 'AWS::CloudTrail::Trail',
    unset: 'EventSelectors',
    actions: ['CloudTrail:PutEventSelectors'],
  },
  {
    type: 'AWS::CloudTrail::Trail',
    unset: 'InsightSelectors',
    actions: ['CloudTrail:PutInsightSelectors'],
  },
  {
    type: 'AWS::CloudTrail::Trail',
    unset: 'AggregationConfigurations',
    actions: ['CloudTrail:PutEventConfiguration'],
  },

  {
    type: 'AWS::Cognito::UserPool',
    unset: 'EmailConfiguration',
    actions: ['iam:CreateServiceLinkedRole'],
  },
  { type: 'AWS::Cognito::UserPool', unset: 'KeyConfiguration', actions: ['kms:*'] },
  {
    type: 'AWS::Cognito::UserPool',
    unset: 'Schema',
    actions: ['cognito-idp:AddCustomAttributes'],
  },
  { type: 'AWS::Cognito::UserPool', unset: 'SmsConfiguration', actions: ['iam:PassRole'] },
  { type: 'AWS::Cognito::UserPoolClient', unset: 'AnalyticsConfiguration', actions: ['iam:*'] },
  { type: 'AWS::Cognito::UserPoolGroup', unset: 'RoleArn', actions: ['iam:*'] },
  {
    type: 'AWS::Cognito::UserPoolUser',
    reason: 'Cognito mails the invitation. It needs a role only for text messages.',
    actions: ['iam:PassRole'],
  },

  {
    type: 'AWS::DynamoDB::Table',
    unset: 'ContributorInsightsSpecification',
    actions: ['dynamodb:UpdateContributorInsights'],
  },
  {
    type: 'AWS::DynamoDB::Table',
    unset: 'ImportSourceSpecification',
    actions: ['dynamodb:DescribeImport', 'dynamodb:ImportTable', 'logs:*', 's3:*'],
  },
  {
    type: 'AWS::DynamoDB::Table',
    unset: 'KinesisStreamSpecification',
    actions: ['dynamodb:*KinesisStreamingDestination', 'iam:CreateServiceLinkedRole', 'kinesis:*'],
  },
  {
    type: 'AWS::DynamoDB::Table',
    unset: 'ResourcePolicy',
    actions: ['dynamodb:DeleteResourcePolicy', 'dynamodb:PutResourcePolicy'],
  },
  { type: 'AWS::DynamoDB::Table', unset: 'SSESpecification', actions: ['kms:*'] },
  {
    type: 'AWS::DynamoDB::Table',
    reason: 'For replicas, which this type cannot have. The role must not read or write items.',
    actions: ['dynamodb:*TableReplica', 'dynamodb:*Item', 'dynamodb:Query', 'dynamodb:Scan'],
  },

  { type: 'AWS::Events::Rule', unset: 'RoleArn', actions: ['iam:PassRole'] },

  {
    type: 'AWS::IAM::Role',
    reason: "A role in the stack keeps the pipeline's boundary.",
    actions: ['iam:DeleteRolePermissionsBoundary'],
  },

  { type: 'AWS::KMS::Key', unset: 'Enabled', actions: ['kms:EnableKey', 'kms:DisableKey'] },
  {
    type: 'AWS::KMS::Key',
    reason: 'The rotation of keys stays on.',
    actions: ['kms:DisableKeyRotation'],
  },
  {
    type: 'AWS::KMS::Key',
    reason:
      'Allowed once KMS knows the tag. The template skips the check of a new key that needs it.',
    actions: ['kms:PutKeyPolicy'],
  },

  {
    type: 'AWS::Lambda::Function',
    unset: 'CapacityProviderConfig',
    actions: ['lambda:PassCapacityProvider'],
  },
  {
    type: 'AWS::Lambda::Function',
    unset: 'Code.S3ObjectVersion',
    actions: ['s3:GetObjectVersion'],
  },
  {
    type: 'AWS::Lambda::Function',
    unset: 'FileSystemConfigs',
    actions: ['elasticfilesystem:*', 's3files:*'],
  },
  {
    type: 'AWS::Lambda::Function',
    unset: 'FunctionScalingConfig',
    actions: ['lambda:PutFunctionScalingConfig'],
  },
  { type: 'AWS::Lambda::Function', unset: 'KmsKeyArn', actions: ['kms:*'] },
  { type: 'AWS::Lambda::Function', unset: 'Layers', actions: ['lambda:GetLayerVersion'] },
  {
    type: 'AWS::Lambda::Function',
    unset: 'PublishToLatestPublished',
    actions: ['lambda:PublishVersion'],
  },
  {
    type: 'AWS::Lambda::Function',
    unset: 'RecursiveLoop',
    actions: ['lambda:PutFunctionRecursionConfig'],
  },
  {
    type: 'AWS::Lambda::Function',
    unset: 'RuntimeManagementConfig',
    actions: ['lambda:PutRuntimeManagementConfig'],
  },
  { type: 'AWS::Lambda::Function', unset: 'VpcConfig', actions: ['ec2:*'] },
  {
    type: 'AWS::Lambda::Function',
    reason: "AWS's reference does not know this action.",
    actions: ['lambda:AssociateRuntimeAlias'],
  },

  {
    type: 'AWS::Logs::LogGroup',
    unset: 'BearerTokenAuthenticationEnabled',
    actions: ['logs:PutBearerTokenAuthentication'],
  },
  {
    type: 'AWS::Logs::LogGroup',
    unset: 'DataProtectionPolicy',
    actions: [
      'firehose:TagDeliveryStream',
      'logs:CreateLogDelivery',
      'logs:DeleteDataProtectionPolicy',
      'logs:PutDataProtectionPolicy',
      's3:REST.PUT.OBJECT',
    ],
  },
  {
    type: 'AWS::Logs::LogGroup',
    unset: 'DeletionProtectionEnabled',
    actions: ['logs:PutLogGroupDeletionProtection'],
  },
  {
    type: 'AWS::Logs::LogGroup',
    unset: 'FieldIndexPolicies',
    actions: ['logs:DeleteIndexPolicy', 'logs:PutIndexPolicy'],
  },
  {
    type: 'AWS::Logs::LogGroup',
    unset: 'KmsKeyId',
    actions: ['logs:AssociateKmsKey', 'logs:DisassociateKmsKey'],
  },
  {
    type: 'AWS::Logs::LogGroup',
    unset: 'ResourcePolicyDocument',
    actions: ['logs:DeleteResourcePolicy', 'logs:PutResourcePolicy'],
  },

  { type: 'AWS::S3::Bucket', unset: 'AbacStatus', actions: ['s3:PutBucketAbac'] },
  {
    type: 'AWS::S3::Bucket',
    unset: 'AccelerateConfiguration',
    actions: ['s3:PutAccelerateConfiguration'],
  },
  { type: 'AWS::S3::Bucket', unset: 'AccessControl', actions: ['s3:PutBucketAcl'] },
  {
    type: 'AWS::S3::Bucket',
    unset: 'AnalyticsConfigurations',
    actions: ['s3:DeleteBucketAnalyticsConfiguration', 's3:PutAnalyticsConfiguration'],
  },
  {
    type: 'AWS::S3::Bucket',
    unset: 'CorsConfiguration',
    actions: ['s3:DeleteBucketCors', 's3:PutBucketCORS'],
  },
  {
    type: 'AWS::S3::Bucket',
    unset: 'IntelligentTieringConfigurations',
    actions: ['s3:PutIntelligentTieringConfiguration'],
  },
  {
    type: 'AWS::S3::Bucket',
    unset: 'InventoryConfigurations',
    actions: ['s3:PutInventoryConfiguration'],
  },
  { type: 'AWS::S3::Bucket', unset: 'LoggingConfiguration', actions: ['s3:PutBucketLogging'] },
  {
    type: 'AWS::S3::Bucket',
    unset: 'MetadataConfiguration',
    actions: ['s3:UpdateBucketMetadata*'],
  },
  {
    type: 'AWS::S3::Bucket',
    unset: 'MetadataTableConfiguration',
    actions: [
      's3:CreateBucketMetadataTableConfiguration',
      's3:DeleteBucketMetadataTableConfiguration',
      's3tables:*',
    ],
  },
  {
    type: 'AWS::S3::Bucket',
    unset: 'MetricsConfigurations',
    actions: ['s3:DeleteBucketMetricsConfiguration', 's3:PutMetricsConfiguration'],
  },
  {
    type: 'AWS::S3::Bucket',
    unset: 'NotificationConfiguration',
    actions: ['s3:PutBucketNotification'],
  },
  {
    type: 'AWS::S3::Bucket',
    unset: 'ObjectLockEnabled',
    actions: ['s3:PutBucketObjectLockConfiguration', 's3:PutObjectLockConfiguration'],
  },
  {
    type: 'AWS::S3::Bucket',
    unset: 'ReplicationConfiguration',
    actions: ['iam:PassRole', 's3:*BucketReplication', 's3:PutReplicationConfiguration'],
  },
  {
    type: 'AWS::S3::Bucket',
    unset: 'WebsiteConfiguration',
    actions: ['s3:DeleteBucketWebsite', 's3:PutBucketWebsite'],
  },
  {
    type: 'AWS::S3::Bucket',
    reason:
      'Names of the API. Their actions are PutEncryptionConfiguration and PutLifecycleConfiguration.',
    actions: ['s3:DeleteBucketEncryption', 's3:DeleteBucketLifecycle'],
  },
  {
    type: 'AWS::S3::Bucket',
    reason: 'For objects. CloudFormation creates and deletes an empty bucket.',
    actions: ['s3:DeleteObject', 's3:PutObjectAcl'],
  },

  {
    type: 'AWS::SNS::Topic',
    unset: 'DataProtectionPolicy',
    actions: ['sns:PutDataProtectionPolicy'],
  },
  { type: 'AWS::SNS::Topic', unset: 'DeliveryStatusLogging', actions: ['iam:*'] },

  {
    type: 'AWS::SecretsManager::Secret',
    unset: 'ReplicaRegions',
    actions: [
      'secretsmanager:RemoveRegionsFromReplication',
      'secretsmanager:ReplicateSecretToRegions',
    ],
  },
];
