package io.soma.memory.app.planted;

import io.soma.memory.gateway.planted.Listening;

record SeesTheGateway(Listening seen) {}
