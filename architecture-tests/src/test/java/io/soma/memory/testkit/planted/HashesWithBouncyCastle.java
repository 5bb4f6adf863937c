package io.soma.memory.testkit.planted;

import org.bouncycastle.crypto.digests.Blake2bDigest;

record HashesWithBouncyCastle(Blake2bDigest used) {}
