#!/bin/sh
# Prints the SQL that makes, or mends, the schemas and their accounts, each of which can open its own schema only. One
# statement a line, for MySQL and MariaDB; passwords come from the files of the secrets.
set -eu

account() {
  password=$(cat "${SECRETS_DIR:-/run/secrets}/$2")
  case $password in
    *[!A-Za-z0-9._~-]* | '')
      echo "The password of $1 should be made of letters, digits and . _ ~ - only." >&2
      exit 1
      ;;
  esac
  # in a grant, _ stands for any character
  pattern=$(printf %s "$1" | sed 's/_/\\_/g')
  cat <<SQL
CREATE DATABASE IF NOT EXISTS $1 CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
CREATE USER IF NOT EXISTS '$1'@'%' IDENTIFIED BY '$password';
ALTER USER '$1'@'%' IDENTIFIED BY '$password';
GRANT ALL PRIVILEGES ON \`$pattern\`.* TO '$1'@'%';
SQL
}

account errand_task task_database_password
account errand_user user_database_password
account errand_storage storage_database_password
