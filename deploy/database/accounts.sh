#!/bin/sh
# Prints the SQL that makes, or mends, the schemas and their accounts, each of which can open its own schema only. One
# statement a line, for MySQL and MariaDB; passwords come from the environment.
set -eu

account() {
  case $2 in
    *[!A-Za-z0-9._~-]* | '')
      echo "The password of $1 should be made of letters, digits and . _ ~ - only." >&2
      exit 1
      ;;
  esac
  # in a grant, _ stands for any character
  pattern=$(printf %s "$1" | sed 's/_/\\_/g')
  cat <<SQL
CREATE DATABASE IF NOT EXISTS $1 CHARACTER SET utf8mb4 COLLATE utf8mb4_unicode_520_ci;
CREATE USER IF NOT EXISTS '$1'@'%' IDENTIFIED BY '$2';
ALTER USER '$1'@'%' IDENTIFIED BY '$2';
GRANT ALL PRIVILEGES ON \`$pattern\`.* TO '$1'@'%';
SQL
}

account errand_task "$TASK_DATABASE_PASSWORD"
account errand_user "$USER_DATABASE_PASSWORD"
account errand_storage "$STORAGE_DATABASE_PASSWORD"
