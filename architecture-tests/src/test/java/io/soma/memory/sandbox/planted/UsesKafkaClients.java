package io.soma.memory.sandbox.planted;

import org.apache.kafka.clients.producer.ProducerConfig;

record UsesKafkaClients(ProducerConfig used) {}
