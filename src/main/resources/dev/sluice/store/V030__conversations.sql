CREATE TABLE sluice_conversations (
    owner      VARCHAR(300) NOT NULL,
    id         VARCHAR(200) NOT NULL,
    heading    TEXT,
    expires_at BIGINT       NOT NULL,
    PRIMARY KEY (owner, id)
);
CREATE INDEX sluice_conversations_by_expiry ON sluice_conversations (expires_at);

CREATE TABLE sluice_conversation_turns (
    owner           VARCHAR(300) NOT NULL,
    conversation_id VARCHAR(200) NOT NULL,
    place           INT          NOT NULL,
    length          INT          NOT NULL,
    body            TEXT         NOT NULL,
    PRIMARY KEY (owner, conversation_id, place),
    FOREIGN KEY (owner, conversation_id) REFERENCES sluice_conversations (owner, id) ON DELETE CASCADE
);
