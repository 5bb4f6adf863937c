package io.soma.memory.testkit.planted;

import javax.net.SocketFactory;

record UsesASocketFactory(SocketFactory used) {}
