"""Receives Errand's event `task.completed`, and has each take effect once.

BROKER_URL  amqp://account:password@host:port/errand
QUEUE       the queue of this program's own (reports.events)
DATABASE    the SQLite file with what it knows (completed.db)
"""

import json
import os
import signal
import sqlite3
import sys
import time

import pika
from pika.exceptions import AMQPError

EXCHANGE, EVENT = "errand.events", "task.completed"
QUEUE = os.environ.get("QUEUE", "reports.events")

database = sqlite3.connect(os.environ.get("DATABASE", "completed.db"))
database.execute("CREATE TABLE IF NOT EXISTS inbox (message_id TEXT PRIMARY KEY)")
database.execute("CREATE TABLE IF NOT EXISTS completed (task_id TEXT, content TEXT, completed_at TEXT)")


def take(message_id, task):
    """The effect and the note that this message was taken are one transaction; a second delivery does nothing."""
    with database:
        if database.execute("INSERT OR IGNORE INTO inbox VALUES (?)", [message_id]).rowcount == 0:
            return False
        row = [task["id"], task["content"], task["completed_at"]]
        database.execute("INSERT INTO completed VALUES (?, ?, ?)", row)
    return True


def on_message(channel, delivery, properties, body):
    task = json.loads(body)
    news = take(properties.message_id, task)
    channel.basic_ack(delivery.delivery_tag)  # after the commit: whoever dies in between gets it again
    print("completed" if news else "known", task["id"], task["content"], flush=True)


def consume():
    connection = pika.BlockingConnection(pika.URLParameters(os.environ["BROKER_URL"]))
    channel = connection.channel()
    channel.queue_declare(QUEUE, durable=True, arguments={"x-queue-type": "quorum"})
    channel.queue_bind(QUEUE, EXCHANGE, EVENT)
    channel.basic_qos(prefetch_count=20)
    channel.basic_consume(QUEUE, on_message)
    print("listening", QUEUE, flush=True)
    channel.start_consuming()


signal.signal(signal.SIGTERM, lambda *_: sys.exit(0))
while True:
    try:
        consume()
    except AMQPError as error:  # the broker is away, or no service has declared the exchange yet
        print("waiting", repr(error), file=sys.stderr, flush=True)
        time.sleep(1)
