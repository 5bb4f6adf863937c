package io.soma.memory.domain.planted;

import java.net.http.HttpClient;

record OpensAConnection(HttpClient used) {}
