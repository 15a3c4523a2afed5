/** What `npm run errand` can do. */
export const USAGE = `npm run errand -- deadletters <command> [options]

  list                      what could not be taken: service (none: no queue took it), id, type, subject, when, tries,
                            last error
  show   <message id>       one of them, with its headers and body
  replay <message id>       sends one to the queue of its service again, under the same id
  replay --all --service S  sends all of a service; --all --unrouted all that no queue took, to those that want it now
  purge  <message id>       removes one for good
  purge  --all --service S  removes all of a service for good; or --all --unrouted

  --service S   looks at this service only
  --unrouted    looks at what no queue took only
  --yes         does it: purge asks for this

npm run errand -- deletions list [account id]

  accounts that were deleted: when that was requested, since when each service keeps nothing of them, when it was
  complete, how often the services were asked, when they are asked next; those that are under way first

  --all         also those that were complete long ago

npm run errand -- user <command> [options]

  list [part of an address]    accounts: whether they are disabled, who is an administrator, when they were last used
  show    <address or id>      one of them, and what happened to its security lately
  audit   [address or id]      what was done about the security of an account, or of all and the installation
  disable <address or id>      signs it out everywhere, and lets nobody in
  enable  <address or id>
  delete  <address or id>      removes it and all that it owns; asks for --yes
  admin   <address or id>      makes it an administrator; --dismiss takes that back
  registration [open | close]  tells whether anybody may open an account, or changes it
  storage                      what the files of each account take up, and all together
  versions                     of every process, of the databases and of the broker

  --all         lists all of them, and not the first 200 alone

  What changes something is done by the user service, which has to run; storage wants STORAGE_DATABASE_URL as
  others want USER_DATABASE_URL, and versions the broker

npm run errand -- doctor

  looks at every connection, account, version, clock, queue, schema and disk, and says what to do; wants the addresses that
  the processes have, in the same variables

npm run errand -- backup <new folder>

  writes all databases, as they are at one moment, and the files; wants ADMINISTRATOR_DATABASE_URL where neither npm start nor
  Compose on this machine tells it

npm run errand -- restore <folder>
npm run errand -- restore <file that a service wrote to DUMP_DIR before it changed its schema>

  --yes         also where there are accounts already, whose data is lost

All:
  --json        answers in JSON

The broker is that of OPERATOR_BROKER_URL, else BROKER_URL, the database that of USER_DATABASE_URL, from the environment
or .env, else those of npm start, else those of Compose on this machine.
Exit codes: 0 done; 1 not found, the broker or the database cannot be used, or the doctor found a problem; 2 called wrongly.`;
