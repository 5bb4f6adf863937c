package io.soma.memory.app.planted;

import io.soma.memory.sandbox.planted.Scene;

record SeesTheSandbox(Scene seen) {}
