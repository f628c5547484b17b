# shellcheck shell=bash
# For the scripts that run with credentials. They run `aws` and this repository's shell scripts, and
# nothing that a package registry has a word in.
# A failed call ends `variable=$(function)` as well.
shopt -s inherit_errexit
stack=${STACK_NAME:-cloud-resume}
note=/$stack/deployed-commit
export AWS_REGION=${AWS_REGION:-us-east-1} AWS_PAGER=''
# Version 1 of `aws` reads this one.
export AWS_DEFAULT_REGION=$AWS_REGION

# output STACK NAME
output() {
  local value
  value=$(aws cloudformation describe-stacks --stack-name "$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue")
  [ -n "$value" ] || { echo "Stack $1 has no output $2." >&2; return 1; }
  echo "$value"
}

# optional_output STACK NAME: nothing if there is no such output, or no stack.
optional_output() {
  local answer
  if answer=$(aws cloudformation describe-stacks --stack-name "$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue" 2>&1); then
    # A stack whose creation failed has no outputs at all.
    [ "$answer" = None ] || echo "$answer"
  elif [[ $answer != *'does not exist'* ]]; then
    echo "$answer" >&2
    return 1
  fi
}

# parameter STACK NAME: nothing if the stack does not have it.
parameter() {
  aws cloudformation describe-stacks --stack-name "$1" --output text \
    --query "Stacks[0].Parameters[?ParameterKey=='$2'].ParameterValue"
}

# SAM's bucket, from the deploy of infra/pipeline.yaml.
artifact_bucket() { output aws-sam-cli-managed-default SourceBucket; }
