CREATE TABLE sluice_ledger (
    id               VARCHAR(28)  NOT NULL PRIMARY KEY,
    on_day           VARCHAR(10)  NOT NULL,
    failed           INT          NOT NULL,
    request_id       VARCHAR(128) NOT NULL,
    at               BIGINT       NOT NULL,
    caller           VARCHAR(300) NOT NULL,
    method           VARCHAR(20)  NOT NULL,
    path             VARCHAR(300) NOT NULL,
    streamed         BOOLEAN      NOT NULL,
    asked            VARCHAR(300) NOT NULL,
    provider         VARCHAR(300) NOT NULL,
    model            VARCHAR(300) NOT NULL,
    status           INT          NOT NULL,
    outcome          VARCHAR(30)  NOT NULL,
    tokens_in        BIGINT       NOT NULL,
    tokens_out       BIGINT       NOT NULL,
    tokens_cached    BIGINT       NOT NULL,
    tokens_reasoning BIGINT       NOT NULL,
    estimated        BOOLEAN      NOT NULL,
    cost             NUMERIC(30, 15),
    first_ms         BIGINT       NOT NULL,
    ms               BIGINT       NOT NULL,
    tries            TEXT         NOT NULL
);
CREATE INDEX sluice_ledger_by_request ON sluice_ledger (request_id);
CREATE INDEX sluice_ledger_by_caller ON sluice_ledger (caller, id);
