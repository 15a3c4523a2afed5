#!/bin/sh
# Makes the secrets that docker-compose.yml needs, a file each in deploy/secrets: random ones, and only those that are not
# there yet, so that it can be run again after an upgrade. Passwords that an earlier version kept in .env go on to be used.
# With a host name it also sets the addresses that people use, in .env.
#
#   deploy/make-env.sh [todo.example.org]
set -eu

here=$(dirname "$0")
env=${ENV_FILE:-$here/../.env}
secrets=${ERRAND_SECRETS:-$here/secrets}

random() {
  od -An -N24 -tx1 /dev/urandom | tr -d ' \n'
}

secret() {
  if [ -s "$secrets/$1" ]; then return; fi
  kept=$(sed -n "s/^$(echo "$1" | tr a-z A-Z)=//p" "$env" | tail -n 1)
  printf %s "${kept:-$(random)}" >"$secrets/$1"
  # for the accounts in the containers: on this machine, the folder keeps others out
  chmod 644 "$secrets/$1"
  echo "$secrets: added $1"
}

setting() {
  if grep -q "^$1=." "$env"; then return; fi
  printf '%s=%s\n' "$1" "$2" >>"$env"
  echo "$env: added $1"
}

# what the gateway signs with, and what services check that by: the two halves of a key of Ed25519
actor_keys() {
  if [ -s "$secrets/actor_key" ] && [ -s "$secrets/actor_public_keys" ]; then return; fi
  if command -v openssl >/dev/null; then
    openssl genpkey -algorithm ed25519 -out "$secrets/actor_key"
    openssl pkey -in "$secrets/actor_key" -pubout -out "$secrets/actor_public_keys"
  else
    node "$here/make-actor-key.mjs" "$secrets"
  fi
  chmod 644 "$secrets/actor_key" "$secrets/actor_public_keys"
  echo "$secrets: added actor_key and actor_public_keys"
}

umask 077
touch "$env"
chmod 600 "$env"
# a last line without an end would swallow the first addition
if [ -n "$(tail -c 1 "$env")" ]; then echo >>"$env"; fi
mkdir -p "$secrets"
chmod 700 "$secrets"

for account in root task user storage; do secret "${account}_database_password"; done
for account in task user storage; do secret "${account}_service_database_password"; done
for account in operator gateway task user storage; do secret "${account}_broker_password"; done
secret storage_signing_key
secret secrets_key
actor_keys
if [ $# -gt 0 ]; then
  setting PUBLIC_URL "http://$1"
  setting STORAGE_PUBLIC_URL "http://$1:9000"
fi
