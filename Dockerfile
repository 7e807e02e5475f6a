# Vedetta in a container: read-only, without root, without a shell of its own, one writable volume.
# test/dockerfile.test.ts runs these steps without a container engine and holds this file to the rules above.

FROM node:26.10.0-trixie-slim AS page
WORKDIR /vedetta
COPY package.json package-lock.json .npmrc ./
RUN ["npm", "ci", "--ignore-scripts"]
COPY vite.config.ts tsconfig.base.json ./
COPY server/ server/
COPY web/ web/
RUN ["node", "--run", "build"]

FROM node:26.10.0-trixie-slim AS packages
WORKDIR /vedetta
COPY package.json package-lock.json .npmrc ./
# No install script is needed: the one there is brings Node itself, which is here already.
RUN ["npm", "ci", "--omit=dev", "--ignore-scripts"]

FROM node:26.10.0-trixie-slim
ENV NODE_ENV=production
ENV VEDETTA_DATA=/data
WORKDIR /vedetta
COPY --from=packages /vedetta/node_modules/ node_modules/
COPY --from=page /vedetta/dist/ dist/
COPY package.json LICENSE ./
COPY config/ config/
COPY server/ server/
COPY docker/healthcheck.ts docker/
RUN ["install", "--directory", "--owner=65532", "--group=65532", "--mode=0700", "/data"]
USER 65532:65532
VOLUME ["/data"]
EXPOSE 1522
HEALTHCHECK --interval=15s --timeout=5s --start-period=30s --retries=3 CMD ["node", "docker/healthcheck.ts"]
CMD ["node", "server/main.ts"]
