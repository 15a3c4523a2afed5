#!/bin/bash
# The health check of the images: whether the service in this container can work, until it could once; then, whether it is
# alive. What a service needs may be away for a while, and it is of no use to end the service for that. It is done by the
# shell alone, so that a busy machine is not kept busier by it.
port="${ERRAND_SERVICE^^}_PORT"
could_work=/tmp/could-work
question=ready
if [ -e "$could_work" ]; then question=live; fi

exec 3<>"/dev/tcp/127.0.0.1/${!port}" || exit 1
printf 'GET /health/%s HTTP/1.0\r\n\r\n' "$question" >&3
read -r -t 8 _ status _ <&3
if [ "$status" != 200 ]; then exit 1; fi
# without a /tmp it asks for the same again
: 2>/dev/null >"$could_work" || true
