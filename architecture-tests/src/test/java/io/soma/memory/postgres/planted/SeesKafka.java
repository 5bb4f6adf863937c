package io.soma.memory.postgres.planted;

import io.soma.memory.kafka.planted.door.UnlistedDoor;

record SeesKafka(UnlistedDoor seen) {}
