#!/bin/sh
# Starts the database server of the MySQL or MariaDB image and sees to schemas and accounts: on first start as one of the
# image's init scripts, and on every later start again, so that a new password or a new service only takes a restart.
set -eu

accounts=/docker-entrypoint-initdb.d/errand.sql
(umask 077 && sh /errand/accounts.sh >"$accounts")
chown mysql "$accounts"

# the security log is guarded by triggers, which accounts of services may make only so where there is a binary log
set -- --character-set-server=utf8mb4 --log-bin-trust-function-creators=1 "$@"
# the server that fills an empty data folder knows no accounts yet, and would refuse the file
if [ -d /var/lib/mysql/mysql ]; then set -- "$@" --init-file="$accounts"; fi
exec docker-entrypoint.sh "$@"
