#!/bin/sh
# Lays out, in the folder that is named, what the images consist of: `service` what all have, from the root on, and beside it
# what each has besides, from /app on. With SOURCE_DATE_EPOCH all is of that moment, so that the same commit makes the same
# layers. Without it times are those of the build: browsers know by them that a page is another one.
set -eu
to=$1

app=$to/service/app
mkdir -p "$app/dist" "$to/service/var/lib/errand/dumps" "$to/service/var/lib/errand/blobs"
cp -a node_modules package.json healthcheck.sh "$app"
cp -a /made/sbom.services.cdx.json "$app/sbom.cdx.json"
cp -a /made/dist/libs "$app/dist/libs"
# a volume takes its owner from the folder that it is mounted on
chown 1000:1000 "$to"/service/var/lib/errand/*

for name in gateway task user storage; do
  mkdir -p "$to/$name/dist/apps"
  cp -a "/made/dist/apps/$name" "$to/$name/dist/apps/$name"
done
mkdir -p "$to/frontend/dist/apps/frontend"
cp -a /made/dist/apps/frontend/server /made/dist/apps/frontend/web "$to/frontend/dist/apps/frontend"
# what the web client is bundled from counts as development
cp -a /made/sbom.cdx.json "$to/frontend/sbom.cdx.json"

[ "${SOURCE_DATE_EPOCH:-0}" = 0 ] || find "$to" -exec touch --no-dereference --date="@$SOURCE_DATE_EPOCH" {} +
