// A module of ours, to be imported dynamically: of the SDK itself, which is CommonJS, the bundle would get only a
// default export.
export {
  DeleteObjectCommand,
  GetObjectCommand,
  HeadObjectCommand,
  ListObjectsV2Command,
  PutObjectCommand,
  S3Client,
} from '@aws-sdk/client-s3';
