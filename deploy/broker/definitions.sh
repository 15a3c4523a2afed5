#!/bin/sh
# Prints RabbitMQ's definitions: the virtual host, the accounts, and what each may touch. Passwords come from the files of
# the secrets. RabbitMQ's own account, guest, is not made when there are definitions.
set -eu

user() {
  password=$(cat "${SECRETS_DIR:-/run/secrets}/$1_broker_password")
  case $password in
    *[!A-Za-z0-9._~-]* | '')
      echo "The broker's password of $1 should be made of letters, digits and . _ ~ - only." >&2
      exit 1
      ;;
  esac
  printf '{ "name": "%s", "password": "%s", "tags": [] }' "$1" "$password"
}

permission() {
  printf '{ "user": "%s", "vhost": "errand", "configure": "%s", "write": "%s", "read": "%s" }' "$1" "$2" "$3" "$4"
}

# what no queue took may be anybody's: of what is common, services read all but that
service() {
  own="$1\\\\..*|errand\\\\..*"
  permission "$1" "^($own)\$" "^($own|amq\\\\.default)\$" "^(?!errand\\\\.unrouted\$)($own)\$"
}

# on its own, so that a refused one ends this
users=$(for name in gateway task user storage operator; do user "$name" && echo ,; done)

cat <<JSON
{
  "vhosts": [{ "name": "errand" }],
  "users": [
    ${users%,}
  ],
  "permissions": [
    $(service gateway),
    $(service task),
    $(service user),
    $(service storage),
    $(permission operator '.*' '.*' '.*')
  ]
}
JSON
