#!/bin/sh
# Lays out, in the folder that is named, what the images consist of, from the root on: `service` what all have, and beside it what
# each has besides. All of it is of one moment, so that the same content makes the same layers.
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
  mkdir -p "$to/$name/app/dist/apps"
  cp -a "/made/dist/apps/$name" "$to/$name/app/dist/apps/$name"
done
mkdir -p "$to/frontend/app/dist/apps/frontend"
cp -a /made/dist/apps/frontend/server /made/dist/apps/frontend/web "$to/frontend/app/dist/apps/frontend"
# what the web client is bundled from counts as development
cp -a /made/sbom.cdx.json "$to/frontend/app/sbom.cdx.json"

find "$to" -exec touch --no-dereference --date=1980-01-01T00:00:00Z {} +
