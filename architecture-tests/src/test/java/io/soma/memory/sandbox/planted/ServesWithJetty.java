package io.soma.memory.sandbox.planted;

import org.eclipse.jetty.server.Server;

record ServesWithJetty(Server used) {}
