package io.soma.memory.app.wiring.planted;

import io.soma.memory.kafka.planted.door.UnlistedDoor;

record SeesKafka(UnlistedDoor seen) {}
