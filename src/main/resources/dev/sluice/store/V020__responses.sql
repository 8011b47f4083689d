CREATE TABLE sluice_responses (
    owner       VARCHAR(300) NOT NULL,
    id          VARCHAR(200) NOT NULL,
    previous_id VARCHAR(200),
    provider    VARCHAR(200) NOT NULL,
    upstream    BOOLEAN      NOT NULL,
    body        TEXT         NOT NULL,
    created_at  BIGINT       NOT NULL,
    expires_at  BIGINT       NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX sluice_responses_by_expiry ON sluice_responses (expires_at);

CREATE TABLE sluice_response_items (
    owner       VARCHAR(300) NOT NULL,
    response_id VARCHAR(200) NOT NULL,
    place       INT          NOT NULL,
    id          VARCHAR(200) NOT NULL,
    given       BOOLEAN      NOT NULL,
    body        TEXT         NOT NULL,
    PRIMARY KEY (owner, response_id, place),
    FOREIGN KEY (owner, response_id) REFERENCES sluice_responses (owner, id) ON DELETE CASCADE
);
CREATE INDEX sluice_response_items_by_id ON sluice_response_items (owner, id);
