CREATE TABLE sluice_cookies (
    owner      VARCHAR(300) NOT NULL,
    domain     VARCHAR(253) NOT NULL,
    path       VARCHAR(300) NOT NULL,
    name       VARCHAR(256) NOT NULL,
    host_only  BOOLEAN      NOT NULL,
    secure     BOOLEAN      NOT NULL,
    expires_at BIGINT       NOT NULL,
    sealed     TEXT         NOT NULL,
    PRIMARY KEY (owner, domain, path, name)
);
CREATE INDEX sluice_cookies_by_expiry ON sluice_cookies (expires_at);
