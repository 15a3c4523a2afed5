#!/bin/sh
# Prints RabbitMQ's definitions: the virtual host, the accounts, and what each may touch. Passwords come from the
# environment. RabbitMQ's own account, guest, is not made when there are definitions.
set -eu

for password in "$GATEWAY_BROKER_PASSWORD" "$TASK_BROKER_PASSWORD" "$USER_BROKER_PASSWORD" "$STORAGE_BROKER_PASSWORD" \
  "$OPERATOR_BROKER_PASSWORD"; do
  case $password in
    *[!A-Za-z0-9._~-]* | '')
      echo 'The passwords of the broker should be made of letters, digits and . _ ~ - only.' >&2
      exit 1
      ;;
  esac
done

user() {
  printf '{ "name": "%s", "password": "%s", "tags": [] }' "$1" "$2"
}

permission() {
  printf '{ "user": "%s", "vhost": "errand", "configure": "%s", "write": "%s", "read": "%s" }' "$1" "$2" "$3" "$4"
}

# what no queue took may be anybody's: of what is common, services read all but that
service() {
  own="$1\\\\..*|errand\\\\..*"
  permission "$1" "^($own)\$" "^($own|amq\\\\.default)\$" "^(?!errand\\\\.unrouted\$)($own)\$"
}

cat <<JSON
{
  "vhosts": [{ "name": "errand" }],
  "users": [
    $(user gateway "$GATEWAY_BROKER_PASSWORD"),
    $(user task "$TASK_BROKER_PASSWORD"),
    $(user user "$USER_BROKER_PASSWORD"),
    $(user storage "$STORAGE_BROKER_PASSWORD"),
    $(user operator "$OPERATOR_BROKER_PASSWORD")
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
