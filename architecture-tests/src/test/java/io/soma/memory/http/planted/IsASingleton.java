package io.soma.memory.http.planted;

import jakarta.inject.Singleton;

@Singleton
final class IsASingleton {}
