import { mkdir, readdir, readFile, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';

// Replaces `aws`: buckets are folders below s3/, the noted commit is the file `note`. It records all calls.
const stub = `#!/usr/bin/env bash
set -euo pipefail
folder=$(dirname "$0")/..
echo "$*" >>"$folder/calls"
# path URL: of an object, or the local file itself
path() { case $1 in s3://*) echo "$folder/s3/\${1#s3://}" ;; *) echo "$1" ;; esac; }
case "$*" in
  *"$FAILS"*) exit 1 ;;
  'ssm get-parameter '*) cat "$folder/note" 2>&- || { echo "\${AWS_ERROR:-ParameterNotFound}" >&2; exit 254; } ;;
  'ssm delete-parameter '*) rm "$folder/note" ;;
  'ssm put-parameter '*) echo "\${!#}" >"$folder/note" ;;
  's3 cp '*)
    from=$(path "$4") to=$(path "$5")
    if [ "$to" = - ]; then exec cat "$from"; fi
    mkdir -p "$(dirname "$to")"
    if [ "$from" = - ]; then cat >"$to"; else cp "$from" "$to"; fi ;;
  's3api list-objects-v2 '*) cd "$folder/s3/$4" && find . -type f | sed 's|^[.]/||' | jq -R . | jq -s . ;;
  's3api delete-object '*) rm "$folder/s3/$4/$6" ;;
  'cloudformation package '*) cp "$4" "$6" ;;
  *"'$NO_OUTPUT'"*) ;;
  *"'SigningProfileName'"*)
    [ "\${PROFILE-}" != 'no stack' ] || { echo 'Stack with id cloud-resume does not exist' >&2; exit 254; }
    echo "\${PROFILE-}" ;;
  's3api head-object '*) echo "version-of-$6" ;;
  'signer start-signing-job '*) sed -E 's/.*key=([^,]+),.*prefix=([^}]+)}/\\2\\1/' <<<"$*" ;;
  'signer describe-signing-job '*) echo "$4" ;;
  *Stacks*StackStatus*) echo "$STATUS" ;;
  *describe-stacks*) sed -E "s/.*(Output|Parameter)Key=='(\\w+)'.*/the-\\2/" <<<"\${!#}" ;;
esac
`;

/** A stub of `aws` in a folder. `env` makes scripts use it. */
export async function stubAws(folder: string) {
  const bin = join(folder, 'bin');
  await mkdir(bin, { recursive: true });
  await writeFile(join(bin, 'aws'), stub, { mode: 0o755 });
  const calls = join(folder, 'calls');
  const note = join(folder, 'note');
  const PATH = `${bin}:${process.env.PATH}`;
  return {
    env: { PATH, FAILS: 'nothing', NO_OUTPUT: 'nothing', STATUS: 'CREATE_COMPLETE' },
    calls: async () => (await readFile(calls, 'utf8')).trim().split('\n'),
    forget: () => writeFile(calls, ''),
    note: () => readFile(note, 'utf8').catch(() => ''),
    setNote: (text: string) => writeFile(note, text),
    put: async (bucket: string, key: string, text: string) => {
      const file = join(folder, 's3', bucket, key);
      await mkdir(dirname(file), { recursive: true });
      await writeFile(file, text);
    },
    get: (bucket: string, key: string) => readFile(join(folder, 's3', bucket, key), 'utf8'),
    async keys(bucket: string) {
      const all = await readdir(join(folder, 's3', bucket), {
        recursive: true,
        withFileTypes: true,
      });
      return all
        .filter((entry) => entry.isFile())
        .map((entry) =>
          join(entry.parentPath, entry.name).slice(join(folder, 's3', bucket).length + 1),
        )
        .sort();
    },
  };
}
