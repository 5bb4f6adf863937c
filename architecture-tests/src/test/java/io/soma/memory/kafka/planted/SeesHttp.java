package io.soma.memory.kafka.planted;

import io.soma.memory.http.planted.door.UnlistedDoor;

record SeesHttp(UnlistedDoor seen) {}
