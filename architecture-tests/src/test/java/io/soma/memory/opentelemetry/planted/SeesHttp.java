package io.soma.memory.opentelemetry.planted;

import io.soma.memory.http.planted.door.UnlistedDoor;

record SeesHttp(UnlistedDoor seen) {}
