package io.soma.memory.app.cli.planted;

import io.soma.memory.http.planted.door.UnlistedDoor;

record SeesHttp(UnlistedDoor seen) {}
