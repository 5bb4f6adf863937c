package com.example.orders;

import io.soma.memory.domain.write.Remember;
import io.soma.memory.spring.TransactionalMemory;
import java.util.Map;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;

/** An order and what is remembered of it commit together, or not at all. */
@Service
public class Orders {

  private final JdbcTemplate sql;
  private final TransactionalMemory memory;

  Orders(JdbcTemplate sql, TransactionalMemory memory) {
    this.sql = sql;
    this.memory = memory;
  }

  @Transactional
  public void place(String customer, String order) {
    memory.enqueue(Remember.of("orders:" + customer, order, Map.of("state", "placed")));
    // Fails for an order that is there, and takes the write back with it.
    sql.update("INSERT INTO orders (name, customer) VALUES (?, ?)", order, customer);
  }
}
