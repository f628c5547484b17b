#!/usr/bin/env bash
# Builds one part of a deploy after `npm ci`, without credentials: this runs the code of all packages. Prints
# the SHA-256 digest of the archive, as a line for GITHUB_OUTPUT.
#
#   build.sh lambda   the function, as dist/lambda.tar.gz
#   build.sh site     the site for the address SITE_URL, as dist/site.tar.gz; the variables of its page about privacy
#                     are in docs/configuration.md
set -euo pipefail
cd "$(dirname "${BASH_SOURCE[0]}")/../.."
part=${1:-}
[[ $part =~ ^(lambda|site)$ ]] || { echo 'Usage: build.sh lambda|site' >&2; exit 2; }

npm run build >&2
# CloudFront compresses. The same files are the same bytes: who builds the commit again can compare the digest with the
# attested one. Their time is 2 January 1980: the zip that Lambda gets has no year before, in any zone.
tar --create --exclude='*.br' --exclude='*.gz' --sort=name --mtime=@315619200 --owner=0 --group=0 --numeric-owner \
  --mode=u=rwX,go=rX --directory "dist/$part" . | gzip --no-name >"dist/$part.tar.gz"
echo "digest=$(sha256sum <"dist/$part.tar.gz" | cut -d ' ' -f 1)"
