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

# each may make what is named like it. Only the gateway sends commands; only services send events, and answers, which go by the
# default exchange. Nobody binds to the commands: what is for a service goes on to an exchange of its own.
service() {
  own="$1\\\\..*"
  events='dead|events|events\\.final'
  permission "$1" "^($own)\$" "^($own|errand\\\\.($events)|amq\\\\.default)\$" "^($own|errand\\\\.($events))\$"
}

gateway() {
  own="gateway\\\\..*"
  commands='errand\\.commands|(task|user|storage)\\.commands\\.in'
  permission gateway "^($own)\$" "^($own|$commands)\$" "^($own|errand\\\\.events)\$"
}

exchange() {
  printf '{ "name": "%s", "vhost": "errand", "type": "%s", "durable": true, "auto_delete": false, "internal": false, "arguments": %s }' \
    "$1" "$2" "${3:-"{}"}"
}

# SOURCE DESTINATION KIND KEY
binding() {
  printf '{ "source": "%s", "vhost": "errand", "destination": "%s", "destination_type": "%s", "routing_key": "%s", "arguments": {} }' \
    "$1" "$2" "$3" "$4"
}

# ACCOUNT, the events that it may publish, and those that it may hear: its own, and what it takes of others
topics() {
  own='{ "user": "%s", "vhost": "errand", "exchange": "%s", "write": "%s", "read": "%s" }'
  # shellcheck disable=SC2059
  printf "$own,$own" "$1" errand.events "$2" "$3" "$1" errand.events.final "$2" "$3"
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
    $(gateway),
    $(service task),
    $(service user),
    $(service storage),
    $(permission operator '.*' '.*' '.*')
  ],
  "topic_permissions": [
    $(topics gateway '^$' '.*'),
    $(topics task '^(task|reminder|project|member|comment|account)\\.[a-z_.]+$' \
      '^(task|reminder|project|member|comment|account|user)\\.[a-z_.]+$'),
    $(topics user '^(user|token|session)\\.[a-z_.]+$' \
      '^((user|token|session|account)\\.[a-z_.]+|(task|storage)\\.purged)$'),
    $(topics storage '^storage\\.[a-z_.]+$' \
      '^(storage\\.[a-z_.]+|user\\.(deletion_requested|deleted)|comment\\.(added|deleted))$')
  ],
  "exchanges": [
    $(exchange errand.commands direct),
    $(exchange errand.events topic),
    $(exchange errand.alternate fanout),
    $(exchange errand.events.final topic '{ "alternate-exchange": "errand.alternate" }'),
    $(exchange errand.dead direct),
    $(exchange task.commands.in fanout),
    $(exchange user.commands.in fanout),
    $(exchange storage.commands.in fanout)
  ],
  "queues": [
    { "name": "errand.unrouted", "vhost": "errand", "durable": true, "auto_delete": false, "arguments": { "x-queue-type": "quorum" } }
  ],
  "bindings": [
    $(binding errand.alternate errand.unrouted queue ''),
    $(binding errand.commands task.commands.in exchange task),
    $(binding errand.commands user.commands.in exchange user),
    $(binding errand.commands storage.commands.in exchange storage)
  ]
}
JSON
