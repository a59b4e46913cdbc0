# Debian's Janus and nothing else; the configuration is handed in by the stack.
FROM debian:bookworm-slim
RUN apt-get update \
  && apt-get install --yes --no-install-recommends janus \
  && rm -rf /var/lib/apt/lists/*
