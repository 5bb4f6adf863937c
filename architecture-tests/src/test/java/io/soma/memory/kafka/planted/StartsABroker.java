package io.soma.memory.kafka.planted;

import kafka.server.KafkaConfig;

record StartsABroker(KafkaConfig used) {}
