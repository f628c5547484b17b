#!/bin/sh
# The one package of Node.js that npm installed, of those for all platforms in package-lock.json.
set -e
cd node_modules
for node in node-linux-*/bin/node node-darwin-*/bin/node node-bin-darwin-*/bin/node; do
  [ -f "$node" ] || continue
  # npm 10 deletes this link with those of the packages that it left out.
  ln -sf "../$node" .bin/node
  # C headers of 67 MB: nothing is compiled.
  rm -rf "${node%/bin/node}/include"
  exit
done
# Without one, npm scripts run on the Node.js that is installed.
case "$(node -v)" in
  v2[4-9].* | v[3-9][0-9].* | v[1-9][0-9][0-9].*) exit ;;
esac
# It leaves out an optional package without a word, also one with a wrong hash.
echo 'npm installed no Node.js 24: its package has another hash than in package-lock.json, was not found, or there is none for this platform.' >&2
exit 1
