#!/bin/sh
# Starts the broker of the RabbitMQ image with Errand's virtual host and accounts, which it loads at every start: a new
# password or a new service only takes a restart.
set -eu

definitions=/etc/rabbitmq/definitions.json
settings=/etc/rabbitmq/conf.d/20-errand.conf
(umask 077 && sh /errand/definitions.sh >"$definitions")
echo "load_definitions = $definitions" >"$settings"
chown rabbitmq "$definitions" "$settings"
exec docker-entrypoint.sh rabbitmq-server
