CREATE TABLE IF NOT EXISTS orders (name text PRIMARY KEY, customer text NOT NULL);
