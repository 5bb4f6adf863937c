package io.soma.memory.sandbox.planted;

import javax.naming.Context;

record LooksUpNames(Context used) {}
