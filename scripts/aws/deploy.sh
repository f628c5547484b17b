#!/usr/bin/env bash
# Deploys the checked-out commit to AWS and tests it there. docs/pipeline.md lists what it needs.
#
#   deploy.sh changed   only the site, if nothing else changed since the last deployed commit
#   deploy.sh all       stack and site
#   deploy.sh last      prints the commit that was deployed last, as a line for GITHUB_OUTPUT
#
# An SSM parameter holds the last deployed commit. It exists only while exactly that commit is live and
# has passed the live suite: after any failure, the next deploy deploys everything.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
stack=${STACK_NAME:-cloud-resume}
note=/$stack/deployed-commit
export STACK_NAME=$stack AWS_REGION=${AWS_REGION:-us-east-1} AWS_PAGER='' SAM_CLI_TELEMETRY=0

# output STACK NAME
output() {
  local value
  value=$(aws cloudformation describe-stacks --region "$AWS_REGION" --stack-name "$1" --output text \
    --query "Stacks[0].Outputs[?OutputKey=='$2'].OutputValue")
  [ -n "$value" ] || { echo "Stack $1 has no output $2." >&2; return 1; }
  echo "$value"
}

noted_commit() {
  local answer
  if answer=$(aws ssm get-parameter --region "$AWS_REGION" --name "$note" --output text \
    --query Parameter.Value 2>&1); then
    echo "$answer"
  elif [[ $answer != *ParameterNotFound* ]]; then
    echo "$answer" >&2
    return 1
  fi
}

only_site_changed() {
  [ -n "$last" ] && git cat-file -e "$last^{commit}" &&
    git diff --quiet "$last" HEAD -- . ':!public' ':!site' ':!content' ':!docs' ':!*.md'
}

deploy_stack() {
  local role boundary parameters
  role=$(output "$stack-pipeline" ExecutionRoleArn)
  boundary=$(output "$stack-pipeline" RoleBoundaryArn)
  # Reads all lines; `read` returns 1 at the end of the text.
  read -rd '' -a parameters <<<"${STACK_PARAMETERS:-}" || true
  npm run sam -- build
  # Parameters that are not given keep their values.
  npm run sam -- deploy --stack-name "$stack" --region "$AWS_REGION" --s3-prefix "$stack" \
    --tags "project=$stack" --role-arn "$role" --parameter-overrides "RoleBoundary=$boundary" \
    ${OWNER_EMAIL:+"OwnerEmail=$OWNER_EMAIL"} "${parameters[@]}"
}

what=${1:-}
[[ $what =~ ^(changed|all|last)$ ]] || { echo 'Usage: deploy.sh changed|all|last' >&2; exit 2; }
last=$(noted_commit)
if [ "$what" = last ]; then
  echo "commit=$last"
  exit
fi

npm ci
npm run build
[ -z "$last" ] || aws ssm delete-parameter --region "$AWS_REGION" --name "$note"
if [ "$what" = changed ] && only_site_changed; then
  echo "Only the site changed since $last."
else
  deploy_stack
fi
npm run publish-site

SITE_URL=$(output "$stack" WebsiteUrl)
API_BASE_URL=$(output "$stack" VisitorApiUrl)
export SITE_URL API_BASE_URL
echo "url=$SITE_URL" >>"${GITHUB_OUTPUT:-/dev/null}"
npm run test:live

aws ssm put-parameter --region "$AWS_REGION" --name "$note" --type String --overwrite \
  --value "$(git rev-parse HEAD)" >/dev/null
