/** One mongod as a replica set. The driver comes with the npm packages, which are there before any server is started. */

const NOT_YET_INITIALIZED = 94;

/**
 * Forms the set at the first start, follows the server to another port, and resolves when it takes writes; rejects until then.
 * @param {number} port
 * @param {string} name
 */
export async function formReplicaSet(port, name) {
  const { default: mongoose } = await import('mongoose');
  const host = `127.0.0.1:${port}`;
  const client = new mongoose.mongo.MongoClient(`mongodb://${host}/?directConnection=true`, {
    serverSelectionTimeoutMS: 500,
  });
  try {
    const admin = client.db('admin');
    const config = await admin.command({ replSetGetConfig: 1 }).then(
      (answer) => answer.config,
      (error) => {
        if (error.code === NOT_YET_INITIALIZED) return null;
        throw error;
      },
    );
    if (!config) await admin.command({ replSetInitiate: { _id: name, members: [{ _id: 0, host }] } });
    else if (config.members[0].host !== host)
      await admin.command({ replSetReconfig: moved(config, host), force: true });
    const { isWritablePrimary } = await admin.command({ hello: 1 });
    if (!isWritablePrimary) throw new Error('not the primary yet');
  } finally {
    await client.close();
  }
}

/** The server knows itself by its address; with the old one it would wait for ever for a member that is gone. */
function moved(config, host) {
  return { ...config, version: config.version + 1, members: [{ ...config.members[0], host }] };
}
