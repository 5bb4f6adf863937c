package io.soma.memory.sandbox.planted;

import retrofit2.Retrofit;

record UsesRetrofit(Retrofit used) {}
