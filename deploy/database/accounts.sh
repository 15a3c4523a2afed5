#!/bin/sh
# Prints the SQL that makes, or mends, the schemas and their accounts, each of which can open its own schema only: one that brings
# it up to date, and one for services that a job does that for. One statement a line, for MySQL and MariaDB; passwords come
# from the files of the secrets.
set -eu

# NAME SCHEMA RIGHTS SECRET
account() {
  password=$(cat "${SECRETS_DIR:-/run/secrets}/$4")
  case $password in
    *[!A-Za-z0-9._~-]* | '')
      echo "The password of $1 should be made of letters, digits and . _ ~ - only." >&2
      exit 1
      ;;
  esac
  # in a grant, _ stands for any character
  pattern=$(printf %s "$2" | sed 's/_/\\_/g')
  cat <<SQL
CREATE USER IF NOT EXISTS '$1'@'%' IDENTIFIED BY '$password';
ALTER USER '$1'@'%' IDENTIFIED BY '$password';
GRANT $3 ON \`$pattern\`.* TO '$1'@'%';
SQL
}

for service in task user storage; do
  schema=errand_$service
  echo "CREATE DATABASE IF NOT EXISTS $schema CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;"
  account "$schema" "$schema" 'ALL PRIVILEGES' "${service}_database_password"
  account "${schema}_service" "$schema" 'SELECT, INSERT, UPDATE, DELETE' "${service}_service_database_password"
done
