CREATE TABLE sluice_secret_probe (
    key_id VARCHAR(32)  NOT NULL PRIMARY KEY,
    sealed VARCHAR(500) NOT NULL
);
