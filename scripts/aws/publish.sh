#!/usr/bin/env bash
# publish.sh FOLDER BUCKET DISTRIBUTION: what `npm run publish-site` does with a site that is built, with
# nothing but `aws` and `jq`. A test compares the two.
set -euo pipefail
folder=$1 bucket=$2 distribution=$3

content_type() {
  case $1 in
    *.css) echo 'text/css; charset=utf-8' ;;
    *.html) echo 'text/html; charset=utf-8' ;;
    *.js) echo 'application/javascript; charset=utf-8' ;;
    *.json) echo 'application/json; charset=utf-8' ;;
    *.txt) echo 'text/plain; charset=utf-8' ;;
    *.xml) echo 'application/xml; charset=utf-8' ;;
    *.svg) echo 'image/svg+xml; charset=utf-8' ;;
    *.webmanifest) echo 'application/manifest+json; charset=utf-8' ;;
    *.avif) echo image/avif ;;
    *.ico) echo image/vnd.microsoft.icon ;;
    *.jpg | *.jpeg) echo image/jpeg ;;
    *.pdf) echo application/pdf ;;
    *.png) echo image/png ;;
    *.webp) echo image/webp ;;
    *.woff2) echo font/woff2 ;;
    *) echo "$1 has no known content type." >&2; return 1 ;;
  esac
}

# Uploads the files that it reads from stdin.
upload() {
  local key type caching
  while IFS= read -r key; do
    type=$(content_type "$key")
    # Names in assets/ change with their content.
    case $key in assets/*) caching='max-age=31536000, immutable' ;; *) caching=no-cache ;; esac
    aws s3 cp --only-show-errors "$folder/$key" "s3://$bucket/$key" --content-type "$type" --cache-control "$caching"
  done
}

files=$(cd "$folder" && find . -type f | sed 's|^\./||' | sort)
# Whatever names an asset finds it: pages come after assets, and the manifest, which the function reads, last.
matching() { grep "$@" <<<"$files" || true; }
matching -vE '(\.html|^site\.json)$' | upload
matching -E '\.html$' | upload
matching -E '^site\.json$' | upload

# An asset stays for 30 days after the build that replaced it, as pages in caches may name it. The owner's
# images in media/ stay.
keys=$(aws s3api list-objects-v2 --bucket "$bucket" --query 'Contents[].Key' --output json)
known='{}'
if jq -e 'index("replaced-assets.json")' <<<"$keys" >/dev/null; then
  known=$(aws s3 cp --only-show-errors "s3://$bucket/replaced-assets.json" -)
fi
change=$(jq --argjson known "$known" --arg files "$files" '
  now as $now
  | (. - ($files | split("\n")) - ["replaced-assets.json"] | map(select(startswith("media/") | not))) as $gone
  | ($gone | map(select(startswith("assets/")) | { (.): ($known[.] // ($now | todate)) }) | add // {}
    | with_entries(select($now - (.value | sub("\\.\\d+Z$"; "Z") | fromdate) < 30 * 24 * 60 * 60))) as $kept
  | { $kept, removed: ($gone - ($kept | keys)) }' <<<"$keys")
jq .kept <<<"$change" |
  aws s3 cp --only-show-errors - "s3://$bucket/replaced-assets.json" --content-type application/json
jq -r '.removed[]' <<<"$change" | while IFS= read -r key; do
  aws s3api delete-object --bucket "$bucket" --key "$key" >/dev/null
done

invalidation=$(aws cloudfront create-invalidation --distribution-id "$distribution" --paths '/*' \
  --query Invalidation.Id --output text)
aws cloudfront wait invalidation-completed --distribution-id "$distribution" --id "$invalidation"
