package io.soma.memory.sandbox.planted;

import okhttp3.OkHttpClient;

record UsesOkHttp(OkHttpClient used) {}
