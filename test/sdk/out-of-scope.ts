import type { TodoistApi } from '@doist/todoist-sdk';

type Attempt = (api: TodoistApi) => Promise<unknown>;
interface Reason {
  because: string;
  /** How a client would try. */
  call: Attempt;
}

const id = '019a2f6c-0000-7000-8000-000000000001';
const file = Buffer.from('a file');
const checkout = {
  currency: 'eur',
  billingCycle: 'monthly',
  successUrl: 'https://a.test',
  cancelUrl: 'https://b.test',
} as const;

/** The same reason for several methods. */
const group = (because: string, calls: Record<string, Attempt>): Record<string, Reason> =>
  Object.fromEntries(Object.entries(calls).map(([name, call]) => [name, { because, call }]));

/** Methods that Errand does not answer, why, and a call of each: it is refused with 404. */
export const outOfScope: Record<string, Reason> = {
  ...group('There are no workspaces: people share single projects and tasks.', {
    moveProjectToWorkspace: (api) => api.moveProjectToWorkspace({ projectId: id, workspaceId: id }),
    moveProjectToPersonal: (api) => api.moveProjectToPersonal({ projectId: id }),
    joinProject: (api) => api.joinProject(id),
    getFolders: (api) => api.getFolders({ workspaceId: id }),
    getFolder: (api) => api.getFolder(id),
    addFolder: (api) => api.addFolder({ name: 'Folder', workspaceId: id }),
    updateFolder: (api) => api.updateFolder(id, { name: 'Folder' }),
    deleteFolder: (api) => api.deleteFolder(id),
    getWorkspaceInvitations: (api) => api.getWorkspaceInvitations({ workspaceId: id }),
    getAllWorkspaceInvitations: (api) => api.getAllWorkspaceInvitations(),
    deleteWorkspaceInvitation: (api) => api.deleteWorkspaceInvitation({ workspaceId: id, userEmail: 'a@example.org' }),
    acceptWorkspaceInvitation: (api) => api.acceptWorkspaceInvitation({ inviteCode: 'code' }),
    rejectWorkspaceInvitation: (api) => api.rejectWorkspaceInvitation({ inviteCode: 'code' }),
    joinWorkspace: (api) => api.joinWorkspace({ inviteCode: 'code' }),
    uploadWorkspaceLogo: (api) => api.uploadWorkspaceLogo({ workspaceId: id, file, fileName: 'logo.png' }),
    getWorkspacePlanDetails: (api) => api.getWorkspacePlanDetails({ workspaceId: id }),
    getWorkspaceUsers: (api) => api.getWorkspaceUsers({ workspaceId: id }),
    getWorkspaces: (api) => api.getWorkspaces(),
    getWorkspace: (api) => api.getWorkspace(id),
    addWorkspace: (api) => api.addWorkspace({ name: 'Workspace' }),
    updateWorkspace: (api) => api.updateWorkspace(id, { name: 'Workspace' }),
    deleteWorkspace: (api) => api.deleteWorkspace(id),
    getWorkspaceMembersActivity: (api) => api.getWorkspaceMembersActivity({ workspaceId: id }),
    getWorkspaceUserTasks: (api) => api.getWorkspaceUserTasks({ workspaceId: id, userId: id }),
    inviteWorkspaceUsers: (api) => api.inviteWorkspaceUsers({ workspaceId: id, emailList: ['a@example.org'] }),
    updateWorkspaceUser: (api) => api.updateWorkspaceUser({ workspaceId: id, userId: id, role: 'MEMBER' }),
    removeWorkspaceUser: (api) => api.removeWorkspaceUser({ workspaceId: id, userId: id }),
    getWorkspaceActiveProjects: (api) => api.getWorkspaceActiveProjects({ workspaceId: id }),
    getWorkspaceArchivedProjects: (api) => api.getWorkspaceArchivedProjects({ workspaceId: id }),
    getWorkspaceInsights: (api) => api.getWorkspaceInsights(id),
  }),
  ...group('Errand is free: nothing is sold, so there are no plans and no bills.', {
    getSubscriptionInfo: (api) => api.getSubscriptionInfo(),
    cancelPlan: (api) => api.cancelPlan({}),
    reactivatePlan: (api) => api.reactivatePlan(),
    upgradeToPro: (api) => api.upgradeToPro(checkout),
    startProTrial: (api) => api.startProTrial(checkout),
    createProBillingPortalSession: (api) => api.createProBillingPortalSession({ returnUrl: 'https://a.test' }),
    getProPlanDetails: (api) => api.getProPlanDetails(),
    upgradeWorkspace: (api) => api.upgradeWorkspace({ ...checkout, workspaceId: id }),
    startWorkspaceTrial: (api) => api.startWorkspaceTrial({ ...checkout, workspaceId: id }),
    createWorkspaceBillingPortalSession: (api) =>
      api.createWorkspaceBillingPortalSession({ workspaceId: id, returnUrl: 'https://a.test' }),
    getPrices: (api) => api.getPrices(),
    getPricing: (api) => api.getPricing({ formatted: true }),
  }),
  ...group('Insights are written by a language model of their vendor.', {
    getProjectActivityStats: (api) => api.getProjectActivityStats(id),
    getProjectHealth: (api) => api.getProjectHealth(id),
    getProjectHealthContext: (api) => api.getProjectHealthContext(id),
    getProjectProgress: (api) => api.getProjectProgress(id),
    analyzeProjectHealth: (api) => api.analyzeProjectHealth(id),
  }),
  ...group('Where a person is, is not told to the server.', {
    getLocationReminder: (api) => api.getLocationReminder(id),
    addLocationReminder: (api) =>
      api.addLocationReminder({ taskId: id, name: 'Home', locLat: '1', locLong: '2', locTrigger: 'on_enter' }),
    updateLocationReminder: (api) => api.updateLocationReminder(id, { name: 'Home' }),
    deleteLocationReminder: (api) => api.deleteLocationReminder(id),
  }),
  ...group('A server that people host has no addresses to receive mail at.', {
    getOrCreateEmailForwarding: (api) => api.getOrCreateEmailForwarding({ objType: 'project', objId: id }),
    disableEmailForwarding: (api) => api.disableEmailForwarding({ objType: 'project', objId: id }),
  }),
  ...group('Ids here were never other than they are.', {
    getIdMappings: (api) => api.getIdMappings({ objName: 'tasks', objIds: ['1'] }),
    getMovedIds: (api) => api.getMovedIds({ objName: 'tasks', oldIds: ['1'] }),
  }),
  ...group('There is no gallery of templates.', {
    importTemplateFromId: (api) => api.importTemplateFromId({ projectId: id, templateId: 'moving' }),
  }),
  ...group('There is no store of apps; programs use tokens.', {
    getApps: (api) => api.getApps(),
    getApp: (api) => api.getApp(id),
    addApp: (api) => api.addApp({ displayName: 'App', serviceUrl: 'https://a.test' }),
    updateApp: (api) => api.updateApp(id, { displayName: 'App' }),
    deleteApp: (api) => api.deleteApp(id),
    getAppSecrets: (api) => api.getAppSecrets(id),
    resetAppClientSecret: (api) => api.resetAppClientSecret(id),
    revokeAppTokens: (api) => api.revokeAppTokens(id),
    uploadAppIcon: (api) => api.uploadAppIcon({ appId: id, file, fileName: 'icon.png' }),
    getAppTestToken: (api) => api.getAppTestToken(id),
    createAppTestToken: (api) => api.createAppTestToken(id),
    getAppDistributionToken: (api) => api.getAppDistributionToken(id),
    getAppVerificationToken: (api) => api.getAppVerificationToken(id),
    resetAppVerificationToken: (api) => api.resetAppVerificationToken(id),
    getAppByDistributionToken: (api) => api.getAppByDistributionToken('token'),
    getAppWebhook: (api) => api.getAppWebhook(id),
    updateAppWebhook: (api) =>
      api.updateAppWebhook({ appId: id, callbackUrl: 'https://a.test', events: ['item:added'] }),
    deleteAppWebhook: (api) => api.deleteAppWebhook(id),
    getAppInstallations: (api) => api.getAppInstallations(),
    installApp: (api) => api.installApp({ distributionToken: 'token', installationType: 'user_installation' as never }),
    getAppInstallation: (api) => api.getAppInstallation(id),
    updateAppInstallation: (api) => api.updateAppInstallation(id, {}),
    uninstallApp: (api) => api.uninstallApp(id),
    getUserAuthorizations: (api) => api.getUserAuthorizations(),
    revokeUserAuthorization: (api) => api.revokeUserAuthorization({ accessTokenId: id }),
  }),
  ...group('Other people’s programs do not draw into the web client.', {
    getUiExtension: (api) => api.getUiExtension(id),
    getInstalledUiExtensions: (api) => api.getInstalledUiExtensions(),
    getUiExtensionsForApp: (api) => api.getUiExtensionsForApp(id),
    addUiExtension: (api) =>
      api.addUiExtension({
        integrationId: id,
        extensionType: 'settings' as never,
        url: 'https://a.test',
        name: 'Extension',
        description: '',
      }),
    updateUiExtension: (api) => api.updateUiExtension(id, { extensionType: 'settings' as never, name: 'Extension' }),
    deleteUiExtension: (api) => api.deleteUiExtension(id),
    uploadUiExtensionIcon: (api) => api.uploadUiExtensionIcon({ uiExtensionId: id, file, fileName: 'icon.png' }),
  }),
};
