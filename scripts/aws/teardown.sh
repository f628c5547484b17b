#!/usr/bin/env bash
# Deletes the stack and lists the resources that remain.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. scripts/aws/common.sh

# AWS finds a deleted stack by its id only.
id=$(aws cloudformation describe-stacks --stack-name "$stack" --output text --query 'Stacks[0].StackId')
if ! answer=$(aws ssm delete-parameter --name "$note" 2>&1); then
  [[ $answer == *ParameterNotFound* ]] || { echo "$answer" >&2; exit 1; }
fi
aws cloudformation delete-stack --stack-name "$stack"
aws cloudformation wait stack-delete-complete --stack-name "$id"
bucket=$(artifact_bucket)
aws s3 rm --recursive --only-show-errors "s3://$bucket/$stack/"

echo 'These resources remain, with their data. docs/deploy.md explains how to delete them:'
aws cloudformation describe-stack-events --stack-name "$id" --output text \
  --query "StackEvents[?ResourceStatus=='DELETE_SKIPPED'].[ResourceType, PhysicalResourceId]"
