#!/usr/bin/env bash
# Deploys the checked-out commit to AWS from archives that a job without credentials built: build.sh.
# docs/pipeline.md lists what it needs.
#
#   deploy.sh stack changed     stack, unless only the site changed since the last deployed commit
#   deploy.sh stack all         stack
#   deploy.sh site              site
#   deploy.sh note              notes the commit, after it has passed the smoke test
#   deploy.sh roll-back COMMIT  stack and site of an earlier commit, which was noted
#
# DIGEST is the SHA-256 digest of the archive. Prints its results as lines for GITHUB_OUTPUT.
#
# An SSM parameter holds the last deployed commit. It exists only while exactly that commit is live and
# has passed the smoke test: after any failure, the next deploy deploys everything.
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
. scripts/aws/common.sh
template=dist/packaged.yaml

noted_commit() {
  local answer
  if answer=$(aws ssm get-parameter --name "$note" --output text --query Parameter.Value 2>&1); then
    echo "$answer"
  elif [[ $answer != *ParameterNotFound* ]]; then
    echo "$answer" >&2
    return 1
  fi
}

note_commit() {
  aws ssm put-parameter --name "$note" --type String --overwrite --value "$1" >/dev/null
}

# unpack PART: into dist/PART. The archive is data from others: nothing in it runs here, and a link in it
# would upload this machine's files, such as credentials.
unpack() {
  local others
  others=$(tar --list --verbose --gzip --file "dist/$1.tar.gz" | grep -v '^[-d]' || true)
  [ -z "$others" ] || { echo "dist/$1.tar.gz contains more than files and folders: $others" >&2; return 1; }
  rm -rf "dist/$1"
  mkdir -p "dist/$1"
  tar --extract --gzip --no-same-owner --no-same-permissions --file "dist/$1.tar.gz" --directory "dist/$1"
}

# unpack_built PART: what the other job built, and nothing else.
unpack_built() {
  echo "${DIGEST:?the digest of the archive}  dist/$1.tar.gz" | sha256sum --check --quiet >&2
  unpack "$1"
}

only_site_changed() {
  [ -n "$last" ] && git cat-file -e "$last^{commit}" &&
    git diff --quiet "$last" HEAD -- . ':!public' ':!site' ':!admin' ':!content' ':!docs' ':!*.md'
}

# Creates or updates the stack from $template. Parameters that are not given keep their values.
deploy_template() {
  local role boundary parameters status
  role=$(output "$stack-pipeline" ExecutionRoleArn)
  boundary=$(output "$stack-pipeline" RoleBoundaryArn)
  # Reads all lines; `read` returns 1 at the end of the text.
  read -rd '' -a parameters <<<"${STACK_PARAMETERS:-}" || true
  # A failed first deploy leaves a stack without resources, which cannot be updated.
  status=$(aws cloudformation describe-stacks --stack-name "$stack" --output text \
    --query 'Stacks[0].StackStatus' 2>&1 || true)
  if [ "$status" = ROLLBACK_COMPLETE ]; then
    aws cloudformation delete-stack --stack-name "$stack"
    aws cloudformation wait stack-delete-complete --stack-name "$stack"
  fi
  aws cloudformation deploy --template-file "$template" --stack-name "$stack" \
    --s3-bucket "$bucket" --s3-prefix "$stack" --role-arn "$role" --capabilities CAPABILITY_IAM \
    --no-fail-on-empty-changeset --tags "project=$stack" --parameter-overrides \
    "RoleBoundary=$boundary" ${OWNER_EMAIL:+"OwnerEmail=$OWNER_EMAIL"} "${parameters[@]}" >&2 ||
    { failed_resources; return 1; }
}

# Has AWS Signer sign the uploaded code with the stack's profile, and names the signed copies in $template. A stack has
# a profile after its first deploy with CodeSigning=warn.
sign_code() {
  local profile key version job signed
  profile=$(optional_output "$stack" SigningProfileName)
  [ -n "$profile" ] || return 0
  for key in $(sed -nE "s|^ *CodeUri: s3://$bucket/||p" "$template" | sort -u); do
    version=$(aws s3api head-object --bucket "$bucket" --key "$key" --output text --query VersionId)
    job=$(aws signer start-signing-job --profile-name "$profile" --output text --query jobId \
      --source "s3={bucketName=$bucket,key=$key,version=$version}" \
      --destination "s3={bucketName=$bucket,prefix=$stack/signed/}")
    aws signer wait successful-signing-job --job-id "$job"
    signed=$(aws signer describe-signing-job --job-id "$job" --output text --query signedObject.s3.key)
    sed "s|s3://$bucket/$key\$|s3://$bucket/$signed|" "$template" >"$template.signed"
    mv "$template.signed" "$template"
  done
}

failed_resources() {
  aws cloudformation describe-stack-events --stack-name "$stack" --max-items 40 --output text --query \
    "StackEvents[?ends_with(ResourceStatus, '_FAILED')].[LogicalResourceId, ResourceStatusReason]" >&2
}

publish() {
  local site distribution
  site=$(output "$stack" WebsiteBucketName)
  distribution=$(output "$stack" WebsiteCloudFrontDistributionId)
  scripts/aws/publish.sh dist/site "$site" "$distribution" >&2
}

# copy FROM TO
copy() { aws s3 cp --only-show-errors "$1" "$2"; }

deploy_stack() {
  local last
  unpack_built lambda
  last=$(noted_commit)
  echo "last=$last"
  [ -z "$last" ] || aws ssm delete-parameter --name "$note"
  if [ "$1" = changed ] && only_site_changed && copy "$kept/$last/template.yaml" "$template"; then
    echo "Only the site changed since $last." >&2
  else
    aws cloudformation package --template-file template.yaml --output-template-file "$template" \
      --s3-bucket "$bucket" --s3-prefix "$stack" >&2
    sign_code
    deploy_template
  fi
  copy "$template" "$kept/pending/template.yaml"
  addresses
  hosting
}

# What the page about privacy says of the stack: `npm run publish-site` reads the same.
hosting() {
  local name value
  for name in LogRetentionDays BreakdownDays Tracing; do
    value=$(parameter "$stack" "$name")
    echo "$name=$value"
  done
}

addresses() {
  local site api
  site=$(output "$stack" WebsiteUrl)
  api=$(output "$stack" VisitorApiUrl)
  printf '%s\n' "url=$site" "api=$api"
}

deploy_site() {
  unpack_built site
  copy dist/site.tar.gz "$kept/pending/site.tar.gz"
  publish
}

# Only what works replaces what a roll-back to this commit finds: a commit may be released again.
keep_and_note() {
  local file
  mkdir -p dist
  for file in template.yaml site.tar.gz; do
    copy "$kept/pending/$file" "dist/$file"
    copy "dist/$file" "$kept/$1/$file"
  done
  note_commit "$1"
}

# The commit passed the smoke test when it was noted.
roll_back() {
  mkdir -p dist
  copy "$kept/$1/template.yaml" "$template"
  copy "$kept/$1/site.tar.gz" dist/site.tar.gz
  unpack site
  deploy_template
  publish
  note_commit "$1"
  addresses
}

case "$*" in
  'stack changed' | 'stack all' | site | note | 'roll-back '*) ;;
  *) sed -n '5,9s/^# *//p' "${BASH_SOURCE[0]}" >&2; exit 2 ;;
esac
bucket=$(artifact_bucket)
# What was deployed of each commit.
kept=s3://$bucket/$stack/deployed
case "$*" in
  'stack changed' | 'stack all') deploy_stack "$2" ;;
  site) deploy_site ;;
  note) keep_and_note "$(git rev-parse HEAD)" ;;
  *) roll_back "$2" ;;
esac
