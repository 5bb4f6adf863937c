#!/usr/bin/env bash
# Rights in Kafka that Soma Memory needs, and no more, for the principal that
# SOMABRAIN_KAFKA_PROPERTIES names. ./soma check says which are missing.
#
#   SOMA_PRINCIPAL=User:soma-memory ops/kafka/grants.sh --bootstrap-server broker:9092 \
#     [--command-config admin.properties]
#
# kafka-acls.sh of the Kafka distribution must be on the PATH. It may be run again at any time.
# SOMA_TOPIC_PREFIX is SOMABRAIN_KAFKA_TOPIC_PREFIX, SOMA_GROUP_PREFIX what the consumer group
# (SOMABRAIN_KAFKA_GROUP) begins with. Give each outbox on one Kafka a prefix of its own.
set -euo pipefail

principal=${SOMA_PRINCIPAL:?is the principal that the rights are for, such as User:soma-memory}
topics=${SOMA_TOPIC_PREFIX:-soma.memory.writes.}
groups=${SOMA_GROUP_PREFIX:-soma-memory-replay-}

# Relay: creates a tenant's topic with its first event, and writes to it. Replayer: reads it. Both
# ask for the topic's settings, to say so where its limit is too small, or where it takes compressed
# records. They cannot change them: kafka-configs.sh does (docs/operations.md).
kafka-acls.sh "$@" --add --allow-principal "$principal" \
  --operation Create --operation Describe --operation DescribeConfigs \
  --operation Read --operation Write \
  --topic "$topics" --resource-pattern-type prefixed

# Replayer: joins its consumer group, and commits offsets.
kafka-acls.sh "$@" --add --allow-principal "$principal" \
  --operation Read \
  --group "$groups" --resource-pattern-type prefixed

# ./soma outbox topics --remove is for operators: give their own principal these, and not the
# service.
if [ -n "${SOMA_OPERATOR:-}" ]; then
  kafka-acls.sh "$@" --add --allow-principal "$SOMA_OPERATOR" \
    --operation Describe --operation Delete --operation Read \
    --topic "$topics" --resource-pattern-type prefixed
  kafka-acls.sh "$@" --add --allow-principal "$SOMA_OPERATOR" \
    --operation Describe \
    --group "$groups" --resource-pattern-type prefixed
fi
