#!/bin/sh
# Writes the passwords that docker-compose.yml needs into .env: random ones, and only those that are not there yet, so that
# it can be run again after an upgrade. With a host name it also sets the addresses that people use.
#
#   deploy/make-env.sh [todo.example.org]
set -eu

file=${ENV_FILE:-$(dirname "$0")/../.env}

add() {
  if grep -q "^$1=." "$file"; then return; fi
  printf '%s=%s\n' "$1" "$2" >>"$file"
  echo "$file: added $1"
}

random() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

umask 077
touch "$file"
chmod 600 "$file"
# a last line without an end would swallow the first addition
if [ -n "$(tail -c 1 "$file")" ]; then echo >>"$file"; fi

for account in ROOT TASK USER STORAGE; do add "${account}_DATABASE_PASSWORD" "$(random)"; done
for account in OPERATOR GATEWAY TASK USER STORAGE; do add "${account}_BROKER_PASSWORD" "$(random)"; done
add STORAGE_SIGNING_KEY "$(random)"
add SECRETS_KEY "$(random)"
if [ $# -gt 0 ]; then
  add PUBLIC_URL "http://$1"
  add STORAGE_PUBLIC_URL "http://$1:9000"
fi
